namespace CuaRl;

/// <summary>A call came from a driver that does not drive the training any more. Nothing was done.</summary>
[GenerateSerializer, Alias("cuarl.DriverLostException")]
public sealed class DriverLostException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public DriverLostException(string trainingId, long given, long present)
        : base($"The lease with token {given} to drive training '{trainingId}' does not hold (the greatest token given is {present}); "
            + "nothing was done. Whoever holds the training now goes on with it.")
    {
        TrainingId = trainingId;
        Given = given;
        Present = present;
    }

    /// <summary>The training.</summary>
    [Id(0)]
    public string TrainingId { get; }

    /// <summary>The token that the call carried.</summary>
    [Id(1)]
    public long Given { get; }

    /// <summary>The greatest token that was given.</summary>
    [Id(2)]
    public long Present { get; }
}
