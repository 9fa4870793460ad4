using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Pages.Chrome;

/// <summary>Files that the browser brings to the phone.</summary>
internal static class Downloads
{
    private const int LogoBytes = 4_812;

    /// <summary>The logo is downloaded; on the first time the phone asks whether the browser may store files.</summary>
    public static PhoneState StartLogo(PhoneState phone) => phone.FindApp(AppCatalog.Chrome) is { MayUseFiles: true }
        ? FinishLogo(phone)
        : phone.Open(FilePermissionDialog.Id);

    public static PhoneState FinishLogo(PhoneState phone)
    {
        var (path, name) = Free(phone, "logo", ".svg");
        var file = new PhoneFile(false, LogoBytes, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", WebPages.Logo);
        return phone.WithFile(path, file).Notify(AppCatalog.Chrome, name, "Download complete") with { Toast = $"{name} downloaded" };
    }

    private static (string Path, string Name) Free(PhoneState phone, string name, string end)
    {
        for (var count = 0; ; count++)
        {
            var free = count == 0 ? name + end : $"{name} ({count}){end}";
            var path = PhonePath.Join(PhonePath.Downloads, free);
            if (!phone.Files.ContainsKey(path))
            {
                return (path, free);
            }
        }
    }
}
