namespace Cer.Operations.Privacy;

/// <summary>Something that is held of a member, as it goes into the export.</summary>
/// <param name="View">The view of the schema mine that gives it.</param>
/// <param name="File">Name of its files, without an ending.</param>
/// <param name="Title">What it is, in Italian: the reader of the export is the member.</param>
/// <param name="Tables">The tables of the store that it tells.</param>
public sealed record HeldTable(string View, string File, string Title, params IReadOnlyList<string> Tables)
{
    /// <summary>Curves: as CSV alone, of which there are many lines.</summary>
    public bool IsBig { get; init; }

    /// <summary>Of the person who asks, whatever member he is.</summary>
    public bool IsOfPerson { get; init; }
}
