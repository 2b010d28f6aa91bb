namespace Cer.Exchange.Faults;

/// <summary>The faults of an input, each once, in the order they were found; bounded, and it says how many it left out.</summary>
public sealed class FaultList
{
    /// <summary>How many faults are kept with their words.</summary>
    public const int Most = 100_000;

    private readonly List<InputFault> _faults = [];
    private readonly HashSet<InputFault> _seen = [];

    public IReadOnlyList<InputFault> Faults => _faults;

    /// <summary>How many more there were than are kept.</summary>
    public long LeftOut { get; private set; }

    public bool IsEmpty => _faults.Count == 0;

    public void Add(string file, long line, string field, string found, string expected)
    {
        if (_faults.Count >= Most)
        {
            LeftOut++;
            return;
        }

        var fault = new InputFault(file, line, field, found, expected);
        if (_seen.Add(fault)) _faults.Add(fault);
    }
}
