using CuaRl.Core.Grpo;
using CuaRl.Core.Learning;
using CuaRl.Core.Policies;

namespace CuaRl.Adapters.Trainers.Embedded;

/// <summary>What goes wrong in the embedded trainer, as a trainer says it.</summary>
internal static class EmbeddedErrors
{
    public static TrainerRefusedException Refused(string cause, Exception? inner = null) =>
        new(EmbeddedTrainer.TrainerName, cause, inner);

    /// <summary>Does something and says in a trainer's words what went wrong.</summary>
    public static T Translated<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (Translate(error) is { } known)
        {
            throw known;
        }
    }

    private static CuaRlException? Translate(Exception error) => error switch
    {
        GrpoException or NonFiniteGradientException or PolicyShapeException or NothingToCloneException or FormatException =>
            Refused(error.Message, error),
        IOException or UnauthorizedAccessException => new TrainerUnavailableException(
            EmbeddedTrainer.TrainerName, $"its checkpoints cannot be reached: {error.Message.TrimEnd('.')}", inner: error),
        _ => null,
    };
}
