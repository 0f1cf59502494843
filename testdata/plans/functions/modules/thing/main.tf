variable "name" {
  type = string
}

output "name" {
  value = var.name
}

output "tags" {
  value = { name = upper(var.name), place = basename(path.module) }
}
