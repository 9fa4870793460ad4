namespace CuaRl.Core.Grpo.Batches;

/// <summary>
/// Makes datums of trajectories: tinker-cookbook's <c>trajectory_to_data</c>. Turns whose observation goes on where the turn
/// before ended become one datum; where it does not, another one begins.
/// </summary>
public static class DatumAssembly
{
    /// <summary>The datums of trajectories, in their order.</summary>
    /// <param name="trajectories">The trajectories of a step.</param>
    /// <param name="pictures">The table that codes of pictures in observations are of.</param>
    /// <exception cref="GrpoException">A turn is not what it must be; the message names it.</exception>
    public static List<TrainingDatum> Assemble(IReadOnlyList<Trajectory> trajectories, PictureTable pictures)
    {
        var datums = new List<TrainingDatum>(trajectories.Count);
        var actions = new List<ActionSpan>();
        foreach (var trajectory in trajectories)
        {
            Add(datums, actions, trajectory, pictures);
        }

        return datums;
    }

    private static void Add(
        List<TrainingDatum> datums, List<ActionSpan> actions, Trajectory trajectory, PictureTable pictures)
    {
        var turns = trajectory.Turns.Span;
        var (last, positions) = (-1, 0);
        for (var turn = 0; turn < turns.Length; turn++)
        {
            ref readonly var next = ref turns[turn];
            Check(trajectory, turn, Problem(next));
            var delta = next.Observation.Span;
            if (last >= 0 && !next.Action.IsEmpty)
            {
                if (GoesOn(turns[last], delta))
                {
                    delta = delta[(turns[last].Observation.Length + turns[last].Action.Length)..];
                }
                else
                {
                    datums.Add(Make(trajectory, turns[last], actions, positions));
                    positions = 0;
                }
            }

            var shown = pictures.Positions(delta);
            Check(trajectory, turn, shown is null ? "its observation holds a picture that is not in the table" : null);
            if (!next.Action.IsEmpty)
            {
                positions += shown!.Value;
                actions.Add(Span(turn, next, positions - 1));
                positions += next.Action.Length;
                last = turn;
            }
        }

        if (last >= 0)
        {
            datums.Add(Make(trajectory, turns[last], actions, positions));
        }
    }

    private static bool GoesOn(in TrajectoryTurn turn, ReadOnlySpan<int> observation)
    {
        var shown = turn.Observation.Span;
        return observation.StartsWith(shown) && observation[shown.Length..].StartsWith(turn.Action.Span);
    }

    private static TrainingDatum Make(Trajectory trajectory, in TrajectoryTurn end, List<ActionSpan> actions, int positions)
    {
        var datum = new TrainingDatum
        {
            Group = trajectory.Group,
            Member = trajectory.Member,
            Context = end.Observation,
            LastAction = end.Action,
            Actions = [.. actions],
            Length = positions - 1,
        };
        actions.Clear();
        return datum;
    }

    /// <summary>The first position of a sequence is no target: an action that begins there is one token shorter.</summary>
    private static ActionSpan Span(int turn, in TrajectoryTurn one, int start) => new(
        turn,
        Math.Max(start, 0),
        start < 0 ? one.LogProbabilities[1..] : one.LogProbabilities,
        one.IsMasked ? 0 : one.Advantage,
        one.IsMasked);

    private static void Check(Trajectory trajectory, int turn, string? problem)
    {
        if (problem is not null)
        {
            throw GrpoErrors.Turn(trajectory.Group, trajectory.Member, turn, problem);
        }
    }

    private static string? Problem(in TrajectoryTurn one)
    {
        if (one.LogProbabilities.Length != one.Action.Length)
        {
            return "its log-probabilities: " + GrpoErrors.CountedBy(one.LogProbabilities.Length, one.Action.Length);
        }

        foreach (var logProbability in one.LogProbabilities.Span)
        {
            if (!float.IsFinite(logProbability))
            {
                return "a log-probability is not a finite number";
            }
        }

        return one.Action.Span.ContainsAnyInRange(int.MinValue, -1) ? "a token of the action is below 0"
            : one.Observation.IsEmpty && one.Action.Length == 1 ? "there are fewer than 2 tokens in all"
            : double.IsFinite(one.Advantage) ? null
            : "its advantage is not a finite number";
    }
}
