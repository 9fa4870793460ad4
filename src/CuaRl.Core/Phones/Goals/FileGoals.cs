using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Goals;

/// <summary>Goals about files.</summary>
internal static class FileGoals
{
    /// <summary>A name with an ending is one of a file, and of one that was downloaded under that name; another one is a folder's.</summary>
    public static PhoneGoal Exists(string path, bool exists)
    {
        var whole = PhonePath.Whole(path);
        var isFolder = !PhonePath.Name(whole).Contains('.');
        return exists
            ? new PhoneGoal(
                phone => phone.WithoutFile(whole),
                (phone, _) => phone.Files.TryGetValue(whole, out var file) && (isFolder ? file.IsFolder : IsDownload(whole, file)))
            : new PhoneGoal(
                phone => phone.WithFile(whole, isFolder ? PhoneFile.Folder : new PhoneFile(false)),
                (phone, _) => !phone.Files.ContainsKey(whole));
    }

    private static bool IsDownload(string path, PhoneFile file) =>
        file is { IsFolder: false, Source: { } source } && PhonePath.Name(source) == PhonePath.Name(path);
}
