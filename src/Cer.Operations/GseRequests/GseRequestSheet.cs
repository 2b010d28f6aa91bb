namespace Cer.Operations.GseRequests;

/// <summary>A subject that the community declares, with what is known of it.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">The name people read.</param>
/// <param name="Entry">What stands; null when nothing was declared.</param>
public sealed record GseRequestSheet(GseRequestSubject Subject, string Code, string Name, GseRequestEntry? Entry)
{
    public IReadOnlyDictionary<string, string> Facts => Entry?.Facts ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The needed facts that nobody has told.</summary>
    public IReadOnlyList<string> Missing =>
        [.. GseRequestFields.Of(Subject).Where(one => one.IsNeeded && !Facts.ContainsKey(one.Name)).Select(one => one.Name)];
}
