namespace CuaRl.Grains.Trainings;

/// <summary>What becomes of something created in a training, by where the training stands then.</summary>
internal enum Admission
{
    /// <summary>It may go on.</summary>
    Admitted,

    /// <summary>The training is paused: it stands still with it.</summary>
    Paused,

    /// <summary>The training ended otherwise: it stays, but its caller is refused.</summary>
    Refused,

    /// <summary>The training was given up, and it with it.</summary>
    Cancelled,

    /// <summary>The training is being deleted or is gone, and it with it.</summary>
    Deleted,
}

/// <summary>How admissions follow from where a training stands.</summary>
internal static class Admissions
{
    public static Admission Of(TrainingStanding? standing) => standing switch
    {
        null or { IsDeleting: true } => Admission.Deleted,
        { TakesNew: true } => Admission.Admitted,
        { Status: TrainingStatus.Paused } => Admission.Paused,
        { Status: TrainingStatus.Cancelled } => Admission.Cancelled,
        _ => Admission.Refused,
    };

    /// <summary>The error for something that is not admitted.</summary>
    public static CuaRlException Refusal(string trainingId, TrainingStanding? standing) => standing is { } known
        ? new TrainingInactiveException(trainingId, known.Status)
        : new NotFoundException("training", trainingId);

    /// <exception cref="TrainingInactiveException">The training takes nothing new.</exception>
    /// <exception cref="NotFoundException">There is no such training.</exception>
    public static async Task RequireAsync(this TrainingStandings standings, string trainingId)
    {
        var standing = await standings.ReadAsync(trainingId);
        if (standing is not { TakesNew: true })
        {
            throw Refusal(trainingId, standing);
        }
    }
}
