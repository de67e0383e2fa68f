"""Commands of the people who build and try the product; the product itself never imports them."""
