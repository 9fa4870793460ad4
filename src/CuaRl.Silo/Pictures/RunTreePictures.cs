using CuaRl.Core.Pictures;

namespace CuaRl.Silo.Pictures;

/// <summary>Run trees as the grains give them, drawn.</summary>
internal static class RunTreePictures
{
    /// <summary>The picture of a tree; <see cref="Picture.ToSvg"/> makes the document.</summary>
    public static Picture Draw(string title, RunTree tree) =>
        RunTreePicture.Draw(title, [.. tree.Runs.Select(run => new PicturedRun
        {
            Id = run.Id,
            Name = run.Name,
            Status = StatusOf(run.Status),
            OwnerId = run.StartsAfter?.RunId,
            StartStep = run.StartsAfter?.Step,
            Head = run.Head,
            TotalSteps = run.TotalSteps,
            TotalReward = run.TotalReward?.ToString(),
        })]);

    private static string StatusOf(RunStatus status) => status switch
    {
        RunStatus.Active => "active",
        RunStatus.Paused => "paused",
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Pruned => "pruned",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
