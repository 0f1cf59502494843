# `encrypted` is computed where nobody sets it, so null and the time are alike in a plan: unknown. Null shows where it comes
# from; a literal one beside a condition does not, and only the source tells it.

variable "encrypted" {
  type    = bool
  default = null
}

variable "legacy" {
  default = true
}

variable "until" {
  default = "2030-01-01T00:00:00Z"
}

variable "settings" {
  type    = object({ size = number, encrypted = optional(bool) })
  default = { size = 1 }
}

variable "anything" {
  default = { size = 1 }
}

variable "volumes" {
  type = map(object({ size = number, encrypted = optional(bool) }))
  default = {
    deny_unset    = { size = 1 }
    pass_set      = { size = 1, encrypted = true }
    deny_declined = { size = 1, encrypted = false }
  }
}

resource "aws_ebs_volume" "deny_variable" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = var.encrypted
}

resource "aws_ebs_volume" "deny_chosen" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = var.legacy ? var.encrypted : true
}

resource "aws_ebs_volume" "deny_member" {
  availability_zone = "eu-west-1a"
  size              = var.settings.size
  encrypted         = var.settings.encrypted
}

resource "aws_ebs_volume" "deny_tried" {
  availability_zone = "eu-west-1a"
  size              = var.anything.size
  encrypted         = try(var.anything.encrypted, null)
}

resource "aws_ebs_volume" "each" {
  for_each = var.volumes

  availability_zone = "eu-west-1a"
  size              = each.value.size
  encrypted         = each.value.encrypted
}

resource "aws_ebs_volume" "constant" {
  for_each = {
    deny_null = { encrypted = null }
    pass_true = { encrypted = true }
  }

  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = each.value.encrypted
}

module "default" {
  source = "./modules/volume"
}

module "given" {
  source   = "./modules/volume"
  for_each = var.volumes

  name     = each.key
  settings = { encrypted = each.value.encrypted }
}

module "passed" {
  source   = "./modules/volume"
  name     = "deny_passed"
  settings = var.settings
}

resource "aws_ebs_volume" "unknown_dated" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = timecmp(timestamp(), var.until) < 0
}

resource "aws_ebs_volume" "unknown_literal" {
  availability_zone = "eu-west-1a"
  size              = 1
  encrypted         = var.legacy ? null : true
}
