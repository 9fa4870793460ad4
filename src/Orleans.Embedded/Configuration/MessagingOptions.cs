namespace Orleans.Configuration;

public abstract class MessagingOptions
{
    /// <summary>After this time the caller gets a <see cref="TimeoutException"/>; the call may still run. 30 s by default.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
