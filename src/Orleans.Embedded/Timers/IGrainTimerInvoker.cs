namespace Orleans.Runtime;

/// <summary>What a timer's tick looks like to call filters.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    Task InvokeCallbackAsync();
}
