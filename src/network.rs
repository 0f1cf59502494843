//! Address ranges, ports and protocols: in, what a rule says; out, how much of the internet it covers, and which ports.

pub mod acls;
pub mod groups;
mod lists;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::truth::Truth;

/// The protocol of a rule, as far as ports have a meaning in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Every protocol and port: `-1`
    All,
    /// TCP
    Tcp,
    /// UDP
    Udp,
    /// One without ports, such as ICMP, whose "ports" are types
    Other,
}

impl Protocol {
    /// Reads a name or an IANA number.
    pub fn parse(text: &str) -> Self {
        match text.trim().to_ascii_lowercase().as_str() {
            "-1" | "all" => Self::All,
            "tcp" | "6" => Self::Tcp,
            "udp" | "17" => Self::Udp,
            _ => Self::Other,
        }
    }
}

/// The highest port.
const LAST: i64 = 65535;

/// The ports of a rule; `None` is what is not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// The protocol
    pub protocol: Option<Protocol>,
    /// The first port
    pub from: Option<i64>,
    /// The last port
    pub to: Option<i64>,
}

impl Ports {
    /// Ports of which nothing is known.
    pub const UNKNOWN: Self = Self { protocol: None, from: None, to: None };

    /// Whether all of `first..=last` of a protocol is among them.
    pub fn cover(&self, wanted: Protocol, first: i64, last: i64) -> Truth {
        match self.protocol {
            None => Truth::Unknown,
            Some(Protocol::All) => Truth::True,
            Some(protocol) if protocol != wanted => Truth::False,
            Some(_) => {
                let from = self.from.map_or(Truth::Unknown, |from| Truth::from(from <= first));
                let to = self.to.map_or(Truth::Unknown, |to| Truth::from(to < 0 || to >= last));
                from.and(to)
            }
        }
    }

    /// Whether every port of a protocol is among them.
    pub fn cover_everything(&self, wanted: Protocol) -> Truth {
        self.cover(wanted, 1, LAST)
    }

    /// The widest range of a protocol that they may turn out to be.
    pub fn at_most(&self, wanted: Protocol) -> Option<(i64, i64)> {
        match self.protocol {
            Some(Protocol::All) => Some((0, LAST)),
            Some(protocol) if protocol != wanted => None,
            Some(_) | None => Some((self.from.unwrap_or(0), self.to.filter(|to| *to >= 0).unwrap_or(LAST))),
        }
    }

    /// Whether they are known.
    pub fn are_known(&self) -> bool {
        self.protocol == Some(Protocol::All) || (self.protocol.is_some() && self.from.is_some() && self.to.is_some())
    }
}

/// Whether ranges of ports cover every port together.
pub fn cover_everything(ranges: &[(i64, i64)]) -> bool {
    let mut ranges = ranges.to_vec();
    ranges.sort_unstable();
    let reached =
        ranges.iter().fold(0, |reached, (from, to)| if *from <= reached + 1 { reached.max(*to) } else { reached });
    reached >= LAST
}

/// Reads a CIDR block, or a single address, which IAM takes too.
pub fn parse(text: &str) -> Option<IpNet> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// Addresses of one version of IP, or of either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Version 4
    Four,
    /// Version 6
    Six,
    /// Either
    Either,
}

impl Family {
    /// Whether a block is of it.
    pub fn has(self, net: &IpNet) -> bool {
        match self {
            Self::Four => matches!(net, IpNet::V4(_)),
            Self::Six => matches!(net, IpNet::V6(_)),
            Self::Either => true,
        }
    }
}

/// Whether the union of the blocks covers all of IPv4 or all of IPv6, in one piece or in several.
pub fn covers_world(blocks: &[IpNet]) -> bool {
    IpNet::aggregate(&blocks.to_vec()).iter().any(|net| net.prefix_len() == 0)
}

/// Whether the union of the blocks holds a public range as wide as an IPv4 /8 (or an IPv6 /16), which no one tenant has.
pub fn opens_to_world(blocks: &[IpNet]) -> bool {
    if blocks.iter().any(is_wide) {
        return true;
    }
    // Where all blocks together have fewer addresses than one such range, no union of them is one.
    let share = |limit: u8, blocks: &mut dyn Iterator<Item = u8>| -> f64 {
        blocks.map(|length| f64::from(i16::from(limit) - i16::from(length)).exp2()).sum()
    };
    let of = |four: bool| blocks.iter().filter(move |net| matches!(net, IpNet::V4(_)) == four).map(IpNet::prefix_len);
    let enough = share(WIDE_V4, &mut of(true)) >= 1.0 || share(WIDE_V6, &mut of(false)) >= 1.0;
    enough && IpNet::aggregate(&blocks.to_vec()).iter().any(is_wide)
}

const WIDE_V4: u8 = 8;
const WIDE_V6: u8 = 16;

/// Whether one block is public and as wide as an IPv4 /8 or an IPv6 /16.
pub fn is_wide(net: &IpNet) -> bool {
    let wide = match net {
        IpNet::V4(net) => net.prefix_len() <= WIDE_V4,
        IpNet::V6(net) => net.prefix_len() <= WIDE_V6,
    };
    wide && !is_private(net)
}

/// Whether all of a block is private, shared, loopback or link-local space that the internet does not route.
/// RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291.
pub fn is_private(net: &IpNet) -> bool {
    match net {
        IpNet::V4(net) => PRIVATE_V4.iter().any(|&(base, length)| {
            let [a, b, c, d] = base;
            Ipv4Net::new(Ipv4Addr::new(a, b, c, d), length).is_ok_and(|range| range.contains(net))
        }),
        IpNet::V6(net) => PRIVATE_V6
            .iter()
            .any(|&(first, length)| Ipv6Net::new(Ipv6Addr::from(first), length).is_ok_and(|range| range.contains(net))),
    }
}

const PRIVATE_V4: [([u8; 4], u8); 6] = [
    ([10, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
];

const PRIVATE_V6: [(u128, u8); 3] = [(0xfc00 << 112, 7), (0xfe80 << 112, 10), (1, 128)];

#[cfg(test)]
mod tests {
    use super::*;

    fn nets(texts: &[&str]) -> Vec<IpNet> {
        texts.iter().map(|text| parse(text).unwrap()).collect()
    }

    #[test]
    fn the_world_may_come_in_pieces() {
        assert!(covers_world(&nets(&["0.0.0.0/0"])));
        assert!(covers_world(&nets(&["::/0"])));
        assert!(covers_world(&nets(&["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1"])));
        assert!(!covers_world(&nets(&["0.0.0.0/1", "128.0.0.0/2"])));
        assert!(!covers_world(&[]));
    }

    #[test]
    fn ports_that_are_half_known_may_still_be_told() {
        let ports = |from, to| Ports { protocol: Some(Protocol::Tcp), from, to };
        assert_eq!(ports(Some(20), Some(25)).cover(Protocol::Tcp, 22, 22), Truth::True);
        assert_eq!(ports(Some(20), None).cover(Protocol::Tcp, 22, 22), Truth::Unknown);
        assert_eq!(ports(Some(23), None).cover(Protocol::Tcp, 22, 22), Truth::False);
        assert_eq!(ports(None, Some(21)).cover(Protocol::Tcp, 22, 22), Truth::False);
        assert_eq!(ports(Some(20), Some(25)).cover(Protocol::Udp, 22, 22), Truth::False);
        assert_eq!(Ports::UNKNOWN.cover(Protocol::Tcp, 22, 22), Truth::Unknown);
        let all = Ports { protocol: Some(Protocol::parse("-1")), from: Some(0), to: Some(0) };
        assert_eq!(all.cover(Protocol::Tcp, 22, 22), Truth::True);
        assert_eq!(all.cover_everything(Protocol::Udp), Truth::True);
        let pings = Ports { protocol: Some(Protocol::parse("icmp")), from: Some(-1), to: Some(-1) };
        assert_eq!(pings.cover(Protocol::Tcp, 22, 22), Truth::False);
    }

    #[test]
    fn every_port_may_come_in_pieces() {
        assert!(cover_everything(&[(1025, 65535), (0, 1024)]));
        assert!(cover_everything(&[(1, 65535)]));
        assert!(!cover_everything(&[(0, 1023), (1025, 65535)]));
        assert!(!cover_everything(&[]));
    }

    #[test]
    fn a_wide_public_range_opens_to_the_world_and_a_private_one_does_not() {
        assert!(opens_to_world(&nets(&["0.0.0.0/1"])));
        assert!(opens_to_world(&nets(&["52.0.0.0/9", "52.128.0.0/9"])));
        assert!(!opens_to_world(&nets(&["52.0.0.0/9"])));
        assert!(!opens_to_world(&nets(&["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"])));
        assert!(opens_to_world(&nets(&["2000::/3"])));
        assert!(is_private(&parse("10.1.2.3").unwrap()));
        assert!(!is_private(&parse("11.0.0.1").unwrap()));
    }
}
