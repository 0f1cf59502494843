//! Functions of address ranges.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

use super::whole;
use crate::source::value::Value;

/// The value of a call; `None` when it is another function or can't be told.
pub(super) fn answer(name: &str, arguments: &[Value]) -> Option<Value> {
    match (name, arguments) {
        ("cidrsubnet", [range, bits, number]) => {
            let range = network(range)?;
            let length = range.prefix_len().checked_add(u8::try_from(whole(bits)?).ok()?)?;
            let spare = range.max_prefix_len().checked_sub(length)?;
            let number = u128::try_from(whole(number)?).ok()?;
            let fits = number.checked_shr(u32::from(length - range.prefix_len())).is_none_or(|rest| rest == 0);
            let start = bits_of(range.network()) | number.checked_shl(u32::from(spare)).unwrap_or_default();
            fits.then(|| Value::text(&format!("{}/{length}", address(start, &range))))
        }
        ("cidrsubnets", [range, sizes @ ..]) => subnets(network(range)?, sizes),
        ("cidrcontains", [range, inner]) => {
            let range = network(range)?;
            let inner = inner.as_str()?;
            let inner = inner.parse().or_else(|_| inner.parse::<IpAddr>().map(IpNet::from)).ok()?;
            let same_family = range.max_prefix_len() == inner.max_prefix_len();
            same_family.then(|| Value::Bool(range.contains(&inner)))
        }
        ("cidrhost", [range, number]) => {
            let range = network(range)?;
            let number = whole(number)?;
            let from = if number < 0 { bits_of(range.broadcast()).checked_add(1)? } else { bits_of(range.network()) };
            let host = from.checked_add_signed(number.into())?;
            let inside = (bits_of(range.network())..=bits_of(range.broadcast())).contains(&host);
            inside.then(|| Value::text(&address(host, &range).to_string()))
        }
        ("cidrnetmask", [range]) => match network(range)? {
            IpNet::V4(range) => Some(Value::text(&range.netmask().to_string())),
            IpNet::V6(_) => None,
        },
        _ => None,
    }
}

/// One range behind the other, each of so many more bits.
fn subnets(range: IpNet, sizes: &[Value]) -> Option<Value> {
    let mut start = bits_of(range.network());
    let mut found = Vec::new();
    for size in sizes {
        let length = range.prefix_len().checked_add(u8::try_from(whole(size)?).ok()?)?;
        let spare = range.max_prefix_len().checked_sub(length).filter(|_| length > range.prefix_len())?;
        let size = 1_u128.checked_shl(u32::from(spare))?;
        start = start.checked_next_multiple_of(size)?;
        let last = start.checked_add(size - 1)?;
        if last > bits_of(range.broadcast()) {
            return None;
        }
        found.push(Value::text(&format!("{}/{length}", address(start, &range))));
        start = last.checked_add(1)?;
    }
    Some(Value::list(found))
}

fn network(value: &Value) -> Option<IpNet> {
    value.as_str()?.parse().ok()
}

fn bits_of(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u32::from(address).into(),
        IpAddr::V6(address) => address.into(),
    }
}

/// The address of the family of a range.
fn address(bits: u128, range: &IpNet) -> IpAddr {
    match range {
        IpNet::V4(_) => IpAddr::V4(Ipv4Addr::from(u32::try_from(bits).unwrap_or_default())),
        IpNet::V6(_) => IpAddr::V6(Ipv6Addr::from(bits)),
    }
}
