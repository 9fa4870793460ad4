namespace CuaRl.Core.Phones.State;

/// <summary>A file or folder; its path is where it is kept by.</summary>
/// <param name="IsFolder">It is a folder.</param>
/// <param name="Bytes">How large the file is.</param>
/// <param name="Content">What the file holds, where somebody could read it.</param>
/// <param name="Source">The address that it was downloaded from; null for none.</param>
internal sealed record PhoneFile(bool IsFolder, long Bytes = 0, string Content = "", string? Source = null)
{
    public static readonly PhoneFile Folder = new(true);
}
