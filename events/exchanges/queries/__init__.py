"""Every SELECT on exchanges: the register, one agreement, one visit."""
