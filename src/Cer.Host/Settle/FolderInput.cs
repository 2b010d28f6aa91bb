using Cer.Exchange.Contract;
using Cer.Operations.Settling;

namespace Cer.Host.Settle;

/// <summary>Finds the files of a settlement in a folder.</summary>
internal static class FolderInput
{
    public static ContractInput Of(string input, string? rules)
    {
        var files = new Dictionary<string, Func<Stream>>(StringComparer.Ordinal);
        foreach (var name in new[] { CommunityFile.Name, ReadingsFile.Name, PricesFile.Name })
            Add(files, name, Path.Combine(input, name));
        var folder = rules ?? Path.Combine(input, "rules");
        if (Directory.Exists(folder))
            foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Where(path => Path.GetFileName(path)[0] != '.'))
                Add(files, ContractInput.RulesFolder + Path.GetFileName(path), path);
        return new(files);
    }

    private static void Add(Dictionary<string, Func<Stream>> files, string name, string path)
    {
        if (File.Exists(path))
            files[name] = () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
    }
}
