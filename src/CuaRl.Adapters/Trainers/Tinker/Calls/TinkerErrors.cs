using System.Globalization;
using System.Net;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>The one place where the server's answers become errors.</summary>
internal static class TinkerErrors
{
    /// <summary>When to come again after a bill was not paid.</summary>
    private static readonly TimeSpan BillingPause = TimeSpan.FromSeconds(30);

    public static TrainerRefusedException Refused(string cause, Exception? inner = null) => new(TinkerTrainer.TrainerName, cause, inner);

    public static TrainerUnavailableException Away(string cause, TimeSpan? retryAfter = null) =>
        new(TinkerTrainer.TrainerName, cause, retryAfter);

    public static CuaRlException Of(TinkerCall call, TinkerAnswer answer, TinkerExcerpt excerpt)
    {
        if (answer.Trouble is { } trouble)
        {
            return Away($"asked for {call.Name}, it {trouble}", answer.RetryAfter);
        }

        var said = string.Create(CultureInfo.InvariantCulture, $"it answered {(int)answer.Status!} to {call.Name}: '{excerpt.Of(answer.Body)}'");
        return answer.Status switch
        {
            _ when answer.MayPass || answer.IsBroken => Away(said, answer.RetryAfter),
            HttpStatusCode.PaymentRequired => Away($"{said}; see to the account's billing", answer.RetryAfter ?? BillingPause),
            HttpStatusCode.NotFound or HttpStatusCode.Gone when call.SessionId is { } session =>
                new TrainerSessionLostException(TinkerTrainer.TrainerName, session),
            HttpStatusCode.Conflict when call is { IsNumbered: true, SessionId: { } session } =>
                new TrainerSessionLostException(TinkerTrainer.TrainerName, session),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                Refused($"{said}; the key in {TinkerOptions.KeyVariable} must be one that may do this"),
            _ => Refused(said),
        };
    }
}
