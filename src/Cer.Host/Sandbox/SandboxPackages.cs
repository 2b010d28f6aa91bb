using System.Globalization;

namespace Cer.Host.Sandbox;

/// <summary>The packages that were taken, a file each; what is there is there after a restart.</summary>
internal sealed class SandboxPackages
{
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly Dictionary<string, SandboxPackage> _known = new(StringComparer.Ordinal);

    public SandboxPackages(string folder)
    {
        _folder = Path.Combine(folder, "packages");
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.GetFiles(_folder, "*.json"))
            if (SandboxFiles.ReadJson<SandboxPackage>(file) is { } one) _known[Name(one.Recipient, one.Key)] = one;
    }

    public IReadOnlyList<SandboxPackage> All
    {
        get
        {
            lock (_gate) return [.. _known.Values.OrderBy(one => one.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>Takes a package; one of the same key is counted, and stays as it is.</summary>
    /// <returns>The package that is there now, and whether it was before.</returns>
    public (SandboxPackage Package, bool WasThere) Take(SandboxPackage package)
    {
        lock (_gate)
        {
            var isThere = _known.TryGetValue(Name(package.Recipient, package.Key), out var there);
            var kept = isThere
                ? there! with { Repeated = there.Repeated + 1 }
                : package with
                {
                    Protocol = string.Create(CultureInfo.InvariantCulture, $"{package.Protocol}{_known.Count + 1:000000}"),
                };
            Keep(kept);
            return (kept, isThere);
        }
    }

    /// <summary>A package, as it stands when it is asked for once more; null when there is none.</summary>
    public SandboxPackage? Ask(string recipient, string key, bool counts)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(Name(recipient, key), out var there)) return null;
            if (!counts) return there;
            var asked = there with { Asked = there.Asked + 1 };
            Keep(asked);
            return asked;
        }
    }

    private void Keep(SandboxPackage package)
    {
        var name = Name(package.Recipient, package.Key);
        SandboxFiles.WriteJson(Path.Combine(_folder, name + ".json"), package);
        _known[name] = package;
    }

    // Keys were checked: letters, digits, dot, hyphen, underscore.
    private static string Name(string recipient, string key) => $"{recipient}~{key}";
}
