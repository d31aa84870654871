// Compiled into every extension of the corpus.
global using System;
global using System.Collections.Generic;
global using System.Composition;
global using System.IO;
global using System.Linq;
global using System.Runtime.CompilerServices;
global using System.Runtime.InteropServices;
global using System.Threading;
global using System.Threading.Tasks;
global using Dqx;

#if !NEWER
[assembly: System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0")]
#endif
