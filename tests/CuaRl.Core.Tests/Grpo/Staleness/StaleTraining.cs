using CuaRl.Core.Grpo.Staleness;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Grpo.Staleness;

/// <summary>
/// An asynchronous training in which groups complete in any order, some are left out, and steps take their time. Slow groups
/// complete only when nothing else can happen.
/// </summary>
internal sealed class StaleTraining(StalenessBound bound, int startStep, int endStep, ulong seed)
{
    private const int MostMoves = 100_000;

    private readonly SeededGenerator _random = new(seed);
    private readonly List<(int Id, OutstandingGroup Group, bool IsSlow)> _outstanding = [];
    private int _step = startStep;
    private int[] _underTraining = [];

    public List<int> Trained { get; } = [];

    public int Started { get; private set; }

    public int LeftOut { get; private set; }

    public int MostStale { get; private set; }

    public void Run()
    {
        for (var moves = 0; _step < endStep; moves++)
        {
            Assert.True(moves < MostMoves, $"step {_step} is never taken");
            while (bound.MayStart(_outstanding.Count, _step, endStep))
            {
                _outstanding.Add((Started++, new OutstandingGroup(_step, false), _random.NextIndex(3) == 0));
            }

            switch (_random.NextIndex(3))
            {
                case 0 when _underTraining.Length > 0:
                    Publish();
                    break;
                case 1 when _underTraining.Length == 0 && TryTrain():
                    break;
                default:
                    Complete();
                    break;
            }
        }

        Assert.Empty(_outstanding);
    }

    private bool TryTrain()
    {
        var choice = bound.Choose(_step, [.. _outstanding.Select(one => one.Group)]);
        Assert.Empty(choice.Stale);
        _underTraining = [.. choice.Batch.Select(place => _outstanding[place].Id)];
        foreach (var place in choice.Batch)
        {
            MostStale = Math.Max(MostStale, _step - _outstanding[place].Group.SamplerStep);
        }

        return choice.IsReady;
    }

    private void Publish()
    {
        Trained.AddRange(_underTraining);
        _outstanding.RemoveAll(one => _underTraining.Contains(one.Id));
        _underTraining = [];
        _step++;
    }

    private void Complete()
    {
        var running = _outstanding.FindAll(one => !one.Group.IsComplete);
        var quick = running.FindAll(one => !one.IsSlow);
        if (running.Count == 0 || (quick.Count == 0 && _underTraining.Length > 0))
        {
            return;
        }

        var isStuck = quick.Count == 0 && !bound.Choose(_step, [.. _outstanding.Select(one => one.Group)]).IsReady;
        var candidates = isStuck ? running : quick;
        if (candidates.Count == 0)
        {
            return;
        }

        var chosen = candidates[_random.NextIndex(candidates.Count)];
        var place = _outstanding.FindIndex(one => one.Id == chosen.Id);
        if (_random.NextIndex(8) == 0)
        {
            _outstanding.RemoveAt(place);
            LeftOut++;
        }
        else
        {
            _outstanding[place] = chosen with { Group = chosen.Group with { IsComplete = true } };
        }
    }
}
