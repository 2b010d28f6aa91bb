using System.Text;
using Cer.Exchange.Faults;
using Cer.Exchange.Submissions;
using Cer.Operations.Ports;

namespace Cer.Operations.Submitting;

/// <summary>Keeps the layouts of addressees, and reads them for who makes packages.</summary>
public sealed class KeepLayout(ILayoutStore store)
{
    /// <summary>How many stand at once in a community.</summary>
    public const int Most = 10;

    /// <summary>The longest words, in bytes of UTF-8.</summary>
    public const int Longest = 32 * 1024;

    private const string File = "layout";

    public Task<IReadOnlyList<KeptLayout>> ListAsync(CommunityId community, CancellationToken cancellation) =>
        store.ListAsync(community, cancellation);

    /// <summary>Reads words; null with what is wrong in them.</summary>
    public static PackageLayout? Read(string words, FaultList faults)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        if (bytes.Length is > 0 and <= Longest) return LayoutFile.Read(File, bytes, faults);
        faults.Add(File, 1, "", $"{bytes.Length} bytes", $"1 to {Longest}");
        return null;
    }

    /// <summary>Keeps a layout as the next revision of its name; the same words again are no revision.</summary>
    public async Task<LayoutOutcome> RunAsync(
        CommunityId community, string words, int seen, string who, CancellationToken cancellation)
    {
        var faults = new FaultList();
        if (Read(words, faults) is not { } layout) return new LayoutOutcome.Wrong(faults.Faults);
        if (layout.Id == PackageLayout.Canonical.Id)
            return new LayoutOutcome.Refused("Found the name of the program's own layout, expected another.");
        var standing = await store.ListAsync(community, cancellation);
        var before = standing.FirstOrDefault(one => one.Name == layout.Id);
        if (before?.Words == words) return new LayoutOutcome.Kept(before.Name, before.Revision);
        if (before is null && standing.Count >= Most)
            return new LayoutOutcome.Refused($"Found {standing.Count} layouts, expected fewer than {Most}: end one that nobody needs.");
        return await store.AddAsync(community, layout.Id, seen, words, who, cancellation) is { } revision
            ? new LayoutOutcome.Kept(layout.Id, revision)
            : Newer;
    }

    /// <summary>Ends a layout: packages made from now on have no files of it.</summary>
    public async Task<LayoutOutcome?> EndAsync(
        CommunityId community, string name, int seen, string who, CancellationToken cancellation)
    {
        var standing = await store.ListAsync(community, cancellation);
        if (standing.All(one => one.Name != name)) return null;
        return await store.AddAsync(community, name, seen, null, who, cancellation) is { } revision
            ? new LayoutOutcome.Kept(name, revision)
            : Newer;
    }

    private static LayoutOutcome.Refused Newer { get; } =
        new("Found a revision that came meanwhile, expected the newest to be the one you saw: look again.");
}
