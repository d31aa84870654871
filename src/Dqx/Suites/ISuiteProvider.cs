namespace Dqx.Suites;

/// <summary>Brings a whole suite in code, so that it can be run by its name: <c>dqx run orders_quality</c>.</summary>
/// <remarks>
/// Drop-in assemblies export it by MEF, like processors: <c>[Export(typeof(ISuiteProvider))]</c> and <c>[SuiteMetadata("orders_quality")]</c>.
/// It is asked once, before anything is run. Making a suite reads no data and opens no connection. What it throws means that nothing
/// is run (exit code 2); a <see cref="DqxException"/> is told as it is.
/// </remarks>
public interface ISuiteProvider
{
    /// <summary>Makes the suite and says what it is about.</summary>
    SuiteDefinition Create();
}
