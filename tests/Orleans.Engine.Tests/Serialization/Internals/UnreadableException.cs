namespace Orleans.Engine.Tests.Serialization.Internals;

[GenerateSerializer]
public sealed class UnreadableException : Exception
{
    public override string Message => throw new InvalidOperationException("The message is not there.");
}
