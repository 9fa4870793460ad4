namespace CuaRl.Core.Phones.State;

/// <summary>An app that is installed.</summary>
/// <param name="Package">Its package.</param>
/// <param name="Label">Its name.</param>
/// <param name="CodeBytes">How large it is itself.</param>
/// <param name="DataBytes">How much it keeps.</param>
/// <param name="CacheBytes">How much of its cache it uses.</param>
/// <param name="IsSystem">It came with the phone and stays.</param>
/// <param name="HasIcon">The launcher shows it.</param>
/// <param name="MayUseFiles">It was allowed to.</param>
internal sealed record PhoneApp(
    string Package,
    string Label,
    long CodeBytes,
    long DataBytes,
    long CacheBytes,
    bool IsSystem,
    bool HasIcon = true,
    bool MayUseFiles = false)
{
    /// <summary>What it takes in all, as the phone shows it.</summary>
    public string TotalSize() => ByteSize.Text(CodeBytes + DataBytes + CacheBytes);
}
