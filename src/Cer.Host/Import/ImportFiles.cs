using Cer.Domain;
using Cer.Exchange.Contract;

namespace Cer.Host.Import;

/// <summary>Finds the files that paths name, and tells what each holds.</summary>
internal static class ImportFiles
{
    private const int HeaderBytes = 1024;

    /// <summary>The files by kind, then in the order of the paths; those of a folder by name.</summary>
    /// <exception cref="UserFault">A path names nothing, or a file of no known kind.</exception>
    public static IReadOnlyList<ImportFile> Find(IEnumerable<string> paths)
    {
        var files = new List<ImportFile>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path)) files.AddRange(InFolder(path));
            else if (File.Exists(path)) files.Add(new(KindOf(path) ?? throw Unknown(path), path));
            else throw new UserFault($"Found nothing at {path}, expected a file or folder.");
        }

        return files.Count > 0
            ? [.. files.OrderBy(file => file.Kind)]
            : throw new UserFault("Found no file to import, expected at least one.");
    }

    private static IEnumerable<ImportFile> InFolder(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(CodePointOrder.Instance))
        {
            var isRule = Path.GetFileName(Path.GetDirectoryName(path)) == "rules";
            if (!isRule && KindOf(path) is { } kind) yield return new(kind, path);
        }
    }

    private static ImportKind? KindOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => ImportKind.Message,
        ".xml" or ".xlsx" => ImportKind.GmePrices,
        ".yaml" when Path.GetFileName(path) == CommunityFile.Name => ImportKind.Community,
        ".csv" => KindOfTable(path),
        _ => null,
    };

    private static ImportKind KindOfTable(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[HeaderBytes];
        var header = System.Text.Encoding.UTF8.GetString(
            bytes, 0, file.ReadAtLeast(bytes, HeaderBytes, throwOnEndOfStream: false)).Split('\n')[0];
        return header.Contains("eur_per_mwh", StringComparison.Ordinal) ? ImportKind.Prices
            : header.Contains("device", StringComparison.Ordinal) ? ImportKind.Devices
            : ImportKind.Readings;
    }

    private static UserFault Unknown(string path) => new(
        $"Found {Path.GetFileName(path)}, expected {CommunityFile.Name}, a .csv of the contract, a .xml or .xlsx of GME or "
            + $"a .json of UrbanDataset.");
}
