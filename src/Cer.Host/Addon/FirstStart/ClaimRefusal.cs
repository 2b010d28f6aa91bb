namespace Cer.Host.Addon.FirstStart;

/// <summary>Why a user of Home Assistant did not become the first administrator.</summary>
internal enum ClaimRefusal
{
    /// <summary>Somebody has come in already: from then on people are admitted by people.</summary>
    SomebodyIsIn,

    /// <summary>No administrator of Home Assistant.</summary>
    NotThere,

    /// <summary>Home Assistant does not say.</summary>
    HomeIsAway,
}
