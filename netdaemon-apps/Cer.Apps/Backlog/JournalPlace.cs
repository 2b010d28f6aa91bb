namespace Cer.Apps;

/// <summary>A place in the journal: a segment, and how far into it.</summary>
public readonly record struct JournalPlace(long Segment, long Offset);
