"""Blueprints about meetings: read the request, call one service, choose a page."""
