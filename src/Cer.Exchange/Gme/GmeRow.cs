namespace Cer.Exchange.Gme;

/// <summary>One element of prices: its line, and its children's texts with theirs.</summary>
internal sealed record GmeRow(string Name, int Line, IReadOnlyDictionary<string, (int Line, string Text)> Cells);
