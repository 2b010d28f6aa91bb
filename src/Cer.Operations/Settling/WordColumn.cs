namespace Cer.Operations.Settling;

/// <summary>A quantity of a series by hour or by quarter: of each place the word of the best class.</summary>
/// <remarks>Energies are kept plus one, so that zero is missing and a fresh array holds nothing.</remarks>
internal sealed class WordColumn(int places)
{
    /// <summary>Energies plus one.</summary>
    public long[] Values { get; } = new long[places];

    /// <summary>The rank of the class, from 1; 0 where nothing is known.</summary>
    public byte[] Ranks { get; } = new byte[places];

    public void Take(int place, int rank, long energy)
    {
        if (rank <= Ranks[place]) return;
        (Values[place], Ranks[place]) = (energy + 1, (byte)rank);
    }

    public void Clear()
    {
        Array.Clear(Values);
        Array.Clear(Ranks);
    }
}
