namespace Cer.Operations.GseRequests;

/// <summary>A fact that a request to GSE asks for.</summary>
/// <param name="Name">Its name: words of pages and columns of files go by it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsNeeded">Whether a request cannot go without it.</param>
/// <param name="Words">The words to choose from; empty unless it is a choice.</param>
public sealed record GseRequestField(string Name, GseRequestKind Kind, bool IsNeeded, IReadOnlyList<string> Words)
{
    public GseRequestField(string name, GseRequestKind kind, bool isNeeded = false)
        : this(name, kind, isNeeded, [])
    {
    }
}
