//! Who asks, and how often they may.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::http::HeaderMap;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

use crate::config::Config;

/// The address that a request came from, as its connection knows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Counts the requests of each address.
pub(crate) struct Clients {
    proxies: Vec<IpNet>,
    limiter: Option<DefaultKeyedRateLimiter<IpAddr>>,
    counts_loopback: bool,
    /// When those were forgotten that may ask again.
    forgotten: Mutex<Instant>,
}

/// Addresses that are remembered before those are forgotten that may ask again.
const MANY: usize = 10_000;

impl Clients {
    pub(crate) fn new(config: &Config) -> Clients {
        let limits = &config.limits;
        let quota = |rate| {
            let burst = NonZeroU32::new(limits.burst).unwrap_or(NonZeroU32::MIN);
            Quota::per_second(rate).allow_burst(burst)
        };
        Clients {
            proxies: config.trusted_proxies.clone(),
            limiter: NonZeroU32::new(limits.requests_per_second)
                .map(|rate| RateLimiter::keyed(quota(rate))),
            counts_loopback: limits.count_loopback,
            forgotten: Mutex::new(Instant::now()),
        }
    }

    /// Whether a request may be answered now.
    pub(crate) fn admit(&self, peer: Option<Peer>, headers: &HeaderMap) -> bool {
        let (Some(limiter), Some(Peer(peer))) = (&self.limiter, peer) else { return true };
        let client = self.client(peer, headers);
        if client.is_loopback() && !self.counts_loopback {
            return true;
        }
        let admitted = limiter.check_key(&network(client)).is_ok();
        self.forget(limiter);
        admitted
    }

    /// A spray of addresses leaves no more than those that asked a moment ago. Looking at
    /// each of them takes time, so it is done once a second, by whoever comes first.
    fn forget(&self, limiter: &DefaultKeyedRateLimiter<IpAddr>) {
        let Ok(mut last) = self.forgotten.try_lock() else { return };
        if last.elapsed() < Duration::from_secs(1) {
            return;
        }
        *last = Instant::now();
        if limiter.len() > MANY {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }

    /// The nearest address that is no proxy of ours. What a stranger writes into
    /// `X-Forwarded-For` counts for nothing: it is read from its end, and only as far as
    /// proxies wrote it that the configuration names.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        if !self.is_proxy(client) {
            return client;
        }
        let lists = headers.get_all("x-forwarded-for").iter().rev();
        let told = lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.rsplit(','));
        for address in told {
            let Ok(address) = address.trim().parse::<IpAddr>() else { break };
            client = address.to_canonical();
            if !self.is_proxy(client) {
                break;
            }
        }
        client
    }

    fn is_proxy(&self, address: IpAddr) -> bool {
        self.proxies.iter().any(|net| net.contains(&address))
    }
}

/// What is counted as one: an IPv4 address, or the /64 that a household or a
/// machine has of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::config::Limits;

    fn clients(burst: u32, proxies: &[&str]) -> Clients {
        let limits = Limits { requests_per_second: 1, burst, ..Limits::default() };
        let trusted_proxies = proxies.iter().map(|net| net.parse().unwrap()).collect();
        Clients::new(&Config { limits, trusted_proxies, ..Config::default() })
    }

    fn admits(clients: &Clients, peer: &str, forwarded: &str) -> bool {
        let mut headers = HeaderMap::new();
        if !forwarded.is_empty() {
            headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        }
        clients.admit(Some(Peer(peer.parse().unwrap())), &headers)
    }

    #[test]
    fn whoever_asks_too_often_is_refused_and_others_are_not() {
        let clients = clients(3, &[]);
        let asked = |peer| (0..9).filter(|_| admits(&clients, peer, "")).count();
        assert_eq!(asked("203.0.113.1"), 3);
        assert_eq!(asked("203.0.113.2"), 3);
        assert_eq!(asked("127.0.0.1"), 9, "this host is not counted");
    }

    #[test]
    fn a_network_of_ipv6_is_one_and_a_mapped_address_is_ipv4() {
        let clients = clients(2, &[]);
        assert!(admits(&clients, "2001:db8::1", "") && admits(&clients, "2001:db8::2", ""));
        assert!(!admits(&clients, "2001:db8::ffff:3", ""));
        assert!(admits(&clients, "2001:db8:0:1::1", ""));
        assert!(admits(&clients, "::ffff:203.0.113.1", "") && admits(&clients, "203.0.113.1", ""));
        assert!(!admits(&clients, "203.0.113.1", ""));
    }

    #[test]
    fn what_strangers_say_of_themselves_counts_for_nothing() {
        let clients = clients(1, &["10.0.0.0/8"]);
        assert!(admits(&clients, "203.0.113.1", "198.51.100.1"));
        assert!(!admits(&clients, "203.0.113.1", "198.51.100.2"), "no proxy of ours");
        assert!(admits(&clients, "10.0.0.1", "198.51.100.3"));
        assert!(!admits(&clients, "10.0.0.2", "6.6.6.6, 198.51.100.3, 10.9.9.9"));
        assert!(!admits(&clients, "10.0.0.2", "7.7.7.7, nonsense, 198.51.100.3"));
    }

    #[test]
    fn a_spray_of_networks_is_not_remembered_for_ever() {
        let limits = Limits { requests_per_second: 1 << 20, burst: 1, ..Limits::default() };
        let clients = Clients::new(&Config { limits, ..Config::default() });
        let spray = |from: u32| {
            for n in from..from + 30_000 {
                admits(&clients, &format!("2001:db8:{:x}:{:x}::1", n >> 8, n & 255), "");
            }
        };
        let remembered = || clients.limiter.as_ref().unwrap().len();
        spray(0);
        // As if a second had gone by; those that asked before may ask again by now.
        let before = Instant::now().checked_sub(Duration::from_secs(2)).unwrap();
        *clients.forgotten.lock().unwrap() = before;
        spray(30_000);
        assert!(remembered() < 60_000, "{}", remembered());
    }
}
