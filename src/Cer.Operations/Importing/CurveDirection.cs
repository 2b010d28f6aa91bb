namespace Cer.Operations.Importing;

/// <summary>What a curve file tells of: the file itself does not say, so whoever brings it does.</summary>
public enum CurveDirection
{
    Withdrawn,
    Injected,
    Produced,
}
