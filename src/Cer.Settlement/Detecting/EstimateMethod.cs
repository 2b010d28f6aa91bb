namespace Cer.Settlement.Detecting;

/// <summary>How an estimate was made.</summary>
public enum EstimateMethod
{
    /// <summary>Nothing is similar: there is none.</summary>
    None,

    /// <summary>On a straight line between the two neighbours.</summary>
    Interpolated,

    /// <summary>As on days of the same kind.</summary>
    SimilarDays,

    /// <summary>As another plant made, or a clear sky gives, scaled to this one.</summary>
    Scaled,
}
