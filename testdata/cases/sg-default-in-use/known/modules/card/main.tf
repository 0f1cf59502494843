variable "network" {
  type = object({ vpc = string, subnet = string, groups = list(string), default = string })
}

# The group is known, and what it is the id of is another than the default one, which stands in the same object.
resource "aws_network_interface" "pass_own_group" {
  subnet_id       = var.network.subnet
  security_groups = var.network.groups
}

resource "aws_network_interface" "deny_existing_default_group" {
  subnet_id       = var.network.subnet
  security_groups = [var.network.default]
}
