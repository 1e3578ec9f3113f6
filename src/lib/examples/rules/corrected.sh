# -F keeps policies and user chains: set all three, or the result depends on what was there before.
sudo iptables -P INPUT ACCEPT
sudo iptables -P OUTPUT ACCEPT
sudo iptables -F
# Replies first: most packets end here, and the session over which this is typed goes on.
sudo iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
sudo iptables -A INPUT -i lo -j ACCEPT
# The adapter in any of its twenty ranges, 100.64.0.0/16 to 100.83.0.0/16: exactly these two prefixes.
sudo iptables -A INPUT -i zcctun0 -d 100.64.0.0/12 -j ACCEPT
sudo iptables -A INPUT -i zcctun0 -d 100.80.0.0/14 -j ACCEPT
# With a target: a rule without one only counts.
sudo iptables -A INPUT -p udp --sport 67 --dport 68 -j ACCEPT
# SSH: leave out if not needed.
sudo iptables -A INPUT -p tcp --dport ssh -j ACCEPT
sudo iptables -A INPUT -j DROP
# The commands above say nothing of IPv6.
sudo ip6tables -P INPUT ACCEPT
sudo ip6tables -P OUTPUT ACCEPT
sudo ip6tables -F
sudo ip6tables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
sudo ip6tables -A INPUT -i lo -j ACCEPT
sudo ip6tables -A INPUT -p ipv6-icmp -j ACCEPT
sudo ip6tables -A INPUT -s fe80::/10 -p udp --dport 546 -j ACCEPT
sudo ip6tables -A INPUT -p tcp --dport ssh -j ACCEPT
sudo ip6tables -A INPUT -j DROP
