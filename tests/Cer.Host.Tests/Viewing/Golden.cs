using Cer.Operations.Tests;

namespace Cer.Host.Tests.Viewing;

/// <summary>The tables that somebody else computed: rows by their headings.</summary>
internal static class Golden
{
    public static Dictionary<string, string>[] Table(string folder, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder.Root, folder, "expected", name));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => header.Zip(line.Split(','))
            .ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal))];
    }
}
