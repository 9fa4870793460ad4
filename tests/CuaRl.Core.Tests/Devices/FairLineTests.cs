using CuaRl.Core.Devices.Pools;

namespace CuaRl.Core.Tests.Devices;

public sealed class FairLineTests
{
    [Fact]
    public void TryTake_OverRandomHistories_IsWhatANaiveLineGives()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var line = new FairLine<string>();
            var naive = new NaiveLine();
            for (var step = 0; step < 200; step++)
            {
                var owner = $"o{random.Next(4)}";
                switch (random.Next(5))
                {
                    case 0 or 1:
                        line.Add($"{step}", owner, $"{step}");
                        naive.Add($"{step}", owner, isFirst: false);
                        break;
                    case 2 when random.Next(4) == 0:
                        line.AddFirst($"{step}", owner, $"{step}");
                        naive.Add($"{step}", owner, isFirst: true);
                        break;
                    case 3 when naive.Ids.Count > 0:
                        var gone = naive.Ids[random.Next(naive.Ids.Count)];
                        Assert.True(line.Remove(gone));
                        naive.Remove(gone);
                        break;
                    default:
                        var expected = naive.Take();
                        Assert.Equal(expected is not null, line.TryTake(out var taken));
                        Assert.Equal(expected, taken);
                        break;
                }

                Assert.Equal(naive.Ids.Count, line.Count);
            }

            // The position of each is how many are really served before it.
            var positions = naive.Ids.ToDictionary(id => id, id => line.PositionOf(id));
            for (var served = 0; line.TryTake(out var next); served++)
            {
                Assert.Equal(served, positions[next]);
                Assert.Equal(naive.Take(), next);
            }
        }
    }

    [Fact]
    public void TryTake_WithOwnersThatAllWait_ServesNoneTwiceBeforeAnotherOnce()
    {
        var line = new FairLine<string>();
        for (var i = 0; i < 100; i++)
        {
            line.Add($"big{i}", "big", "big");
        }

        line.Add("small", "small", "small");
        Assert.Equal(1, line.PositionOf("small"));
        line.TryTake(out _);
        Assert.True(line.TryTake(out var second));
        Assert.Equal("small", second);
    }

    private sealed class NaiveLine
    {
        private readonly List<(string Owner, List<string> Ids)> _turns = [];

        public List<string> Ids => [.. _turns.SelectMany(turn => turn.Ids)];

        public void Add(string id, string owner, bool isFirst)
        {
            var at = _turns.FindIndex(turn => turn.Owner == owner);
            var turn = at < 0 ? (owner, []) : _turns[at];
            if (at < 0)
            {
                _turns.Add(turn);
            }

            turn.Ids.Insert(isFirst ? 0 : turn.Ids.Count, id);
            if (isFirst)
            {
                _turns.Remove(turn);
                _turns.Insert(0, turn);
            }
        }

        public void Remove(string id)
        {
            var turn = _turns.Single(turn => turn.Ids.Contains(id));
            turn.Ids.Remove(id);
            if (turn.Ids.Count == 0)
            {
                _turns.Remove(turn);
            }
        }

        public string? Take()
        {
            if (_turns.Count == 0)
            {
                return null;
            }

            var turn = _turns[0];
            var id = turn.Ids[0];
            turn.Ids.RemoveAt(0);
            _turns.RemoveAt(0);
            if (turn.Ids.Count > 0)
            {
                _turns.Add(turn);
            }

            return id;
        }
    }
}
