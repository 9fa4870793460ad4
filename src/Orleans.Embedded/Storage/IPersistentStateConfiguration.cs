namespace Orleans.Runtime;

public interface IPersistentStateConfiguration
{
    string StateName { get; }

    /// <summary>The storage provider's name; <see langword="null"/> means the default provider.</summary>
    string? StorageName { get; }
}
