using System.Collections.Immutable;

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
        foreach (var trajectory in trajectories)
        {
            Add(datums, trajectory, pictures);
        }

        return datums;
    }

    private static void Add(List<TrainingDatum> datums, Trajectory trajectory, PictureTable pictures)
    {
        var (first, last) = (0, -1);
        for (var turn = 0; turn < trajectory.Turns.Count; turn++)
        {
            var next = trajectory.Turns[turn];
            Check(trajectory, turn, next, pictures);
            if (next.Action.IsEmpty)
            {
                continue;
            }

            if (last >= 0 && !GoesOn(trajectory.Turns[last], next))
            {
                datums.Add(Make(trajectory, first, last, pictures));
                first = turn;
            }

            last = turn;
        }

        if (last >= 0)
        {
            datums.Add(Make(trajectory, first, last, pictures));
        }
    }

    private static bool GoesOn(in TrajectoryTurn turn, in TrajectoryTurn next)
    {
        var observation = next.Observation.Span;
        var shown = turn.Observation.Span;
        return observation.StartsWith(shown) && observation[shown.Length..].StartsWith(turn.Action.Span);
    }

    private static TrainingDatum Make(Trajectory trajectory, int first, int last, PictureTable pictures)
    {
        var actions = ImmutableArray.CreateBuilder<ActionSpan>(last - first + 1);
        var (before, positions) = (0, 0);
        for (var turn = first; turn <= last; turn++)
        {
            var one = trajectory.Turns[turn];
            if (one.Action.IsEmpty)
            {
                continue;
            }

            positions += pictures.Positions(one.Observation.Span[before..]);
            actions.Add(Span(turn, one, positions - 1));
            before = one.Observation.Length;
        }

        var end = trajectory.Turns[last];
        return new TrainingDatum
        {
            Group = trajectory.Group,
            Member = trajectory.Member,
            Context = end.Observation,
            LastAction = end.Action,
            Actions = actions.DrainToImmutable(),
            Length = positions + end.Action.Length - 1,
        };
    }

    /// <summary>The first position of a sequence is no target: an action that begins there is one token shorter.</summary>
    private static ActionSpan Span(int turn, in TrajectoryTurn one, int start) => new(
        turn,
        Math.Max(start, 0),
        start < 0 ? one.LogProbabilities[1..] : one.LogProbabilities,
        one.IsMasked ? 0 : one.Advantage,
        one.IsMasked);

    private static void Check(Trajectory trajectory, int turn, in TrajectoryTurn one, PictureTable pictures)
    {
        var problem = Problem(one, pictures);
        if (problem is not null)
        {
            throw GrpoErrors.Turn(trajectory.Group, trajectory.Member, turn, problem);
        }
    }

    private static string? Problem(in TrajectoryTurn one, PictureTable pictures)
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
            : !pictures.Knows(one.Observation.Span) ? "its observation holds a picture that is not in the table"
            : one.Observation.IsEmpty && one.Action.Length == 1 ? "there are fewer than 2 tokens in all"
            : double.IsFinite(one.Advantage) ? null
            : "its advantage is not a finite number";
    }
}
