-- As Microsoft.Orleans 10.4.2 wrote them for the three requests of StoredRowTests: hashes, keys and payloads are its own.
INSERT INTO orleansstorage
  (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, modifiedon, version, payloadbinary)
VALUES
(-534640383, 0, 0, -1299366053, 'simulation', 'sim:7b1892ef-016c-8cad-95a0-3e6d5cca4ea4', 'cuarl', '2026-11-21 04:05:16.516712+00', 1, convert_to(
$json${"id":"7b1892ef-016c-8cad-95a0-3e6d5cca4ea4","name":"n","environment_name":"e","environment_config":{},"agent_type":"a","agent_config":{},"created_at":"2026-11-21T04:05:16.461816+00:00"}$json$, 'UTF8')),
(1209974427, 0, 0, -1299366053, 'simulation', 'sim:eb209102-71e3-8509-aa39-0e742e2a50e7', 'cuarl', '2026-11-21 04:05:16.601875+00', 1, convert_to(
$json${"id":"eb209102-71e3-8509-aa39-0e742e2a50e7","name":"Grüße, 世界 \uD83D\uDE42","description":"a \"quoted\" line\nand another","environment_name":"CartPole-v1","environment_config":{"gravity":9.80,"limits":[1e300,-0.0,12345678901234567890],"text":"\u0000 \ud83d\ude42 <&>"},"agent_type":"DQN","agent_config":{"learning_rate":0.001 , "layers":[64, 64]},"max_steps":500,"seed":42,"tags":["a","b"],"created_at":"2026-11-21T04:05:16.601389+00:00"}$json$, 'UTF8')),
(1837794486, 0, 0, -1299366053, 'simulation', 'sim:bf554aad-1923-8eed-a110-32f1fab37ec0', 'cuarl', '2026-11-21 04:05:16.652926+00', 1, convert_to(
$json${"id":"bf554aad-1923-8eed-a110-32f1fab37ec0","name":"nulls","environment_name":"e","environment_config":{},"agent_type":"a","agent_config":{"a":null},"created_at":"2026-11-21T04:05:16.652107+00:00"}$json$, 'UTF8'));
