namespace Cer.Host.Sandbox;

/// <summary>Gives each call the fault that it meets.</summary>
internal sealed class SandboxFaults
{
    private readonly Lock _gate = new();
    private readonly string _file;
    private SandboxPlan _plan;

    public SandboxFaults(string folder)
    {
        _file = Path.Combine(folder, "faults.json");
        _plan = SandboxFiles.ReadJson<SandboxPlan>(_file) ?? new(null, 1, 0, null);
    }

    public SandboxPlan Plan
    {
        get
        {
            lock (_gate) return _plan;
        }

        set
        {
            lock (_gate) SandboxFiles.WriteJson(_file, _plan = value);
        }
    }

    /// <summary>The next fault of these; one of the list that does not fit here passes.</summary>
    public string Next(IReadOnlyList<string> fitting)
    {
        lock (_gate)
        {
            if (_plan.Script is { Count: > 0 } script)
            {
                var first = script[0];
                SandboxFiles.WriteJson(_file, _plan = _plan with { Script = [.. script.Skip(1)] });
                return fitting.Contains(first) ? first : SandboxFault.None;
            }

            if (_plan.Percent == 0) return SandboxFault.None;
            SandboxFiles.WriteJson(_file, _plan = _plan with { Turn = _plan.Turn + 1 });
            // Not a secret: the same seed is to give the same faults, also after a restart.
            var chance = new Random(HashCode(_plan.Seed, _plan.Turn));
            return chance.Next(100) < _plan.Percent ? fitting[chance.Next(fitting.Count)] : SandboxFault.None;
        }
    }

    // Of its own, since the framework's differs from start to start.
    private static int HashCode(int seed, long turn) => unchecked((int)(((uint)seed * 2654435761u) ^ ((uint)turn * 40503u)));
}
