namespace Cer.Host.Homes;

/// <summary>Where the apps of the house run, as far as this server knows.</summary>
internal sealed class AppsPlace
{
    private volatile bool _isElsewhere;

    /// <summary>Whether another server had the turn when this one last asked for it.</summary>
    public bool IsElsewhere
    {
        get => _isElsewhere;
        set => _isElsewhere = value;
    }
}
