namespace CuaRl;

/// <summary>
/// The training takes nothing new: it is paused, was given up, has ended or is being deleted. Nothing was written.
/// </summary>
[GenerateSerializer, Alias("cuarl.TrainingInactiveException")]
public sealed class TrainingInactiveException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public TrainingInactiveException(string trainingId, TrainingStatus status)
        : base($"The training '{trainingId}' is {status.ToString().ToLowerInvariant()} and takes nothing new; resume it, or start it again by its name.")
    {
        TrainingId = trainingId;
        Status = status;
    }

    /// <summary>The training.</summary>
    [Id(0)]
    public string TrainingId { get; }

    /// <summary>Where it stands.</summary>
    [Id(1)]
    public TrainingStatus Status { get; }
}
