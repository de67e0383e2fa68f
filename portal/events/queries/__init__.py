"""Every SELECT behind the public pages of events; each asks for visible events alone."""
