namespace Orleans.Runtime;

/// <summary>A target that runs the calls it takes.</summary>
internal abstract class CallRunner(Silo silo) : CallTarget(silo)
{
    /// <summary>The caller has cancelled: drop the call if it has not started, tell the grain if it has.</summary>
    public abstract void Withdraw(Request request);

    /// <summary>A method that had not ended at once has ended; runs where the method ran.</summary>
    public abstract void Resume(Request request);

    /// <summary>A method failed; its caller has not been told yet.</summary>
    public abstract void OnFailed(Request request, Exception exception);
}
