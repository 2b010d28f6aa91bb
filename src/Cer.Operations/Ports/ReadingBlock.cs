namespace Cer.Operations.Ports;

/// <summary>Stored readings of exchange meters, column by column, of each class its word, in no order.</summary>
/// <remarks>Points and units are those of the snapshot's own numbers; energies in micro-kWh, negative when missing.</remarks>
public sealed class ReadingBlock(int capacity)
{
    public int Count { get; set; }

    public int[] Points { get; } = new int[capacity];

    /// <summary>The unit it speaks of; 0 for the point itself.</summary>
    public int[] Units { get; } = new int[capacity];

    /// <summary>Starts, in quarters of an hour since the Unix epoch.</summary>
    public long[] Quarters { get; } = new long[capacity];

    public short[] Minutes { get; } = new short[capacity];

    /// <summary>How far its class goes before others, the highest first.</summary>
    public int[] Ranks { get; } = new int[capacity];

    public long[] Injected { get; } = new long[capacity];

    public long[] Withdrawn { get; } = new long[capacity];

    /// <summary>Whether the row arrived after the moment that was asked about.</summary>
    public bool[] AreLate { get; } = new bool[capacity];

    /// <summary>Whether the row stood at the moment that was asked about, and no longer does.</summary>
    public bool[] AreGone { get; } = new bool[capacity];

    public bool IsFull => Count == Points.Length;
}
