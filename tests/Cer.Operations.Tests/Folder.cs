using Cer.Operations.Settling;

namespace Cer.Operations.Tests;

/// <summary>The folders of settlements that somebody else computed.</summary>
internal static class Folder
{
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
            return Path.Combine(folder.FullName, "tests", "oracles", "settle");
        }
    }

    public static IEnumerable<string> Golden =>
        Directory.GetDirectories(Root).Select(path => Path.GetFileName(path)).Where(name => name != "faults").Order(StringComparer.Ordinal);

    public static IEnumerable<string> Faults => Directory.GetDirectories(Path.Combine(Root, "faults"))
        .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static ContractInput Input(string folder, Func<string, byte[], byte[]>? change = null)
    {
        var input = Path.Combine(Root, folder, "input");
        var files = Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(input, path),
            path => (Func<Stream>)(() => new MemoryStream(
                change?.Invoke(Path.GetRelativePath(input, path), File.ReadAllBytes(path)) ?? File.ReadAllBytes(path))),
            StringComparer.Ordinal);
        return new(files);
    }
}
