//! Sessions for bench/zenoh, which tells how the roles work together.

use std::env;
use std::io::{stdin, stdout, BufRead, Write};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use zenoh::bytes::ZBytes;
use zenoh::pubsub::Publisher;
use zenoh::qos::CongestionControl;
use zenoh::{Config, Session, Wait};

fn open(side: &str, endpoint: &str) -> Session {
    let own = if side == "listen" { "" } else { r#", listen: {endpoints: []}"# };
    let text = format!(
        r#"{{mode: "peer", {side}: {{endpoints: ["{endpoint}"]}}{own},
            scouting: {{multicast: {{enabled: false}}, gossip: {{enabled: false}}}}}}"#
    );
    zenoh::open(Config::from_json5(&text).unwrap()).wait().unwrap()
}

fn publisher<'a>(session: &'a Session, key: &'a str, express: bool) -> Publisher<'a> {
    let declared = session.declare_publisher(key);
    declared.congestion_control(CongestionControl::Block).express(express).wait().unwrap()
}

fn say(line: String) {
    println!("{line}");
    stdout().flush().unwrap();
}

fn until_told_to_end() {
    stdin().lock().lines().for_each(drop);
}

fn sink(endpoint: &str) {
    let session = open("listen", endpoint);
    let left = Arc::new(AtomicU64::new(0));
    let pongs = session.clone();
    let begins = session.clone();
    let dones = session.clone();
    let expected = left.clone();
    let pong = move |sample: zenoh::sample::Sample| {
        let answer = pongs.put("bench/pong", sample.payload().clone());
        answer.congestion_control(CongestionControl::Block).express(true).wait().unwrap();
    };
    let begin = move |sample: zenoh::sample::Sample| {
        expected.store(sample.payload().try_to_string().unwrap().parse().unwrap(), SeqCst);
        begins.put("bench/told", "begin").congestion_control(CongestionControl::Block).wait().unwrap();
    };
    let data = move |_| {
        if left.fetch_sub(1, SeqCst) == 1 {
            dones.put("bench/told", "done").congestion_control(CongestionControl::Block).wait().unwrap();
        }
    };
    let _ping = session.declare_subscriber("bench/ping").callback(pong).wait().unwrap();
    let _begin = session.declare_subscriber("bench/begin").callback(begin).wait().unwrap();
    let _data = session.declare_subscriber("bench/data").callback(data).wait().unwrap();
    say("ready".to_string());
    until_told_to_end();
}

fn source(endpoint: &str) {
    let session = open("connect", endpoint);
    let told = session.declare_subscriber("bench/told").wait().unwrap();
    let pong = session.declare_subscriber("bench/pong").wait().unwrap();
    let begin = publisher(&session, "bench/begin", false);
    let data = publisher(&session, "bench/data", false);
    let ping = publisher(&session, "bench/ping", true);
    say("ready".to_string());
    for line in stdin().lock().lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        let count: usize = words[2].parse().unwrap();
        let payload = ZBytes::from(vec![7u8; words[1].parse().unwrap()]);
        if words[0] == "throughput" {
            begin.put(count.to_string()).wait().unwrap();
            told.recv().unwrap();
            let start = Instant::now();
            for _ in 0..count {
                data.put(payload.clone()).wait().unwrap();
            }
            told.recv().unwrap();
            say(start.elapsed().as_nanos().to_string());
        } else {
            let mut times: Vec<u128> = Vec::with_capacity(count);
            for _ in 0..count {
                let start = Instant::now();
                ping.put(payload.clone()).wait().unwrap();
                pong.recv().unwrap();
                times.push(start.elapsed().as_nanos());
            }
            times.sort_unstable();
            say(format!("{} {}", times[count / 2], times[count * 99 / 100]));
        }
    }
}

fn hub(endpoint: &str, subscribers: usize) {
    let session = open("listen", endpoint);
    let count = Arc::new(AtomicU64::new(0));
    let mut declared = Vec::new();
    for index in 0..subscribers {
        let counter = count.clone();
        let counted = move |_| {
            counter.fetch_add(1, SeqCst);
        };
        let subscriber = session.declare_subscriber(format!("scale/{index}"));
        declared.push(subscriber.callback(counted).wait().unwrap());
    }
    say("ready".to_string());
    for _ in stdin().lock().lines() {
        say(count.load(SeqCst).to_string());
    }
}

fn peers(endpoint: &str, number: usize, subscribers: usize) {
    let sessions: Vec<Session> = (0..number).map(|_| open("connect", endpoint)).collect();
    say("ready".to_string());
    for line in stdin().lock().lines() {
        let millis: u64 = line.unwrap().parse().unwrap();
        let start = Instant::now();
        let mut sent = 0;
        while start.elapsed() < Duration::from_millis(millis) {
            for session in &sessions {
                let key = format!("scale/{}", sent % subscribers);
                session.put(key, "12345678").congestion_control(CongestionControl::Block).wait().unwrap();
                sent += 1;
            }
            sleep(Duration::from_millis(10));
        }
        say(sent.to_string());
    }
}

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let number = |index: usize| words[index].parse().unwrap();
    match words[0].as_str() {
        "sink" => sink(&words[1]),
        "source" => source(&words[1]),
        "hub" => hub(&words[1], number(2)),
        "peers" => peers(&words[1], number(2), number(3)),
        role => panic!("unknown role {role}"),
    }
}
