using CuaRl.Core.Grpo;
using CuaRl.Core.Learning;
using CuaRl.Core.Policies;

namespace CuaRl.Adapters.Trainers.Embedded;

/// <summary>What goes wrong in the embedded trainer, as a trainer says it.</summary>
internal static class EmbeddedErrors
{
    public static TrainerRefusedException Refused(string cause, Exception? inner = null) =>
        new(EmbeddedTrainer.TrainerName, cause, inner);

    /// <summary>Does something and says in a trainer's words why it cannot be done.</summary>
    public static T Translated<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error
            is GrpoException or NonFiniteGradientException or PolicyShapeException or NothingToCloneException or FormatException)
        {
            throw Refused(error.Message, error);
        }
    }

    /// <summary>The same for something with files, which may not be there to be read or written now.</summary>
    public static T WithFiles<T>(Func<T> work)
    {
        try
        {
            return Translated(work);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TrainerUnavailableException(
                EmbeddedTrainer.TrainerName, $"its checkpoints cannot be reached: {error.Message.TrimEnd('.')}", inner: error);
        }
    }
}
